import { RowActions } from './row-actions.tsx'
import type { RowCellsProps } from './row-cells-props.ts'
import { RowColumns } from './row-columns.tsx'
import { RowLines } from './row-lines.tsx'
import type { RowMenuPlace } from './row-menu.tsx'

interface Props extends RowCellsProps {
  wide: boolean
  onMenu: (place: RowMenuPlace) => void
}

/** The cells of a row: in columns where there is room, in two lines where there is not. */
export function RowCells({ wide, onMenu, ...cells }: Props) {
  const Cells = wide ? RowColumns : RowLines
  return (
    <div className="row-h relative">
      <Cells {...cells} />
      <RowActions chat={cells.chat} active={cells.active} onMenu={onMenu} />
    </div>
  )
}
