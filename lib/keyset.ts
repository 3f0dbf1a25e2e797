import { type Cursor, decodeCursor, encodeCursor } from "#lib/cursor";
import { AppError } from "#lib/errors";

interface Column {
  field: string;
  descending: boolean;
}

/** The order of a list: one column, and a second one where the first does not tell rows apart. */
export interface Order extends Column {
  /** Counts tie by the thousand, dates and titles by a few. */
  type: "date" | "text" | "count";
  /** The column that breaks ties; null when the field is unique within the list. */
  tiebreak: Column | null;
}

interface Slice {
  where: object;
  orderBy: object[];
  take: number;
  skip: number;
}

export interface Page {
  next: string | null;
  prev: string | null;
  limit: number;
  total?: number;
}

interface Request<Row> {
  /** The list's name and its filters: a cursor is refused in any other. */
  list: string;
  order: Order;
  input: { limit: number; cursor?: string; page?: number };
  find(slice: Slice): Promise<Row[]>;
  count(): Promise<number>;
}

/**
 * One page of a list, by keyset: its cost does not depend on how deep the page lies, and rows
 * inserted meanwhile shift nothing. With `page` (for people) by offset, with the total.
 */
export async function paginate<Row extends object>(
  request: Request<Row>,
): Promise<{ rows: Row[]; page: Page }> {
  const { limit, cursor: text, page: number } = request.input;
  const cursor = cursorOf(request);
  const backward = cursor?.direction === "prev";
  const [found, total] = await Promise.all([
    findInTurn(request, cursor ? beyond(request.order, cursor) : [{}], {
      orderBy: columnsOf(request.order).map(({ field, descending }) => ({
        [field]: descending === backward ? "asc" : "desc",
      })),
      // One more than asked tells whether there is a further page.
      take: limit + 1,
      skip: number ? (number - 1) * limit : 0,
    }),
    number === undefined ? undefined : request.count(),
  ]);
  const more = found.length > limit;
  const rows = found.slice(0, limit);
  if (backward) rows.reverse();
  return pageOf(request, rows, {
    prev: backward ? more : text !== undefined || (number ?? 1) > 1,
    next: backward ? true : more,
    total,
  });
}

/**
 * The same of rows that are all at hand, in any order: what a search found. They may be others at the
 * next page; the cursor names a place in the order all the same.
 */
export function paginateRows<Row extends object>(
  request: Pick<Request<Row>, "list" | "order" | "input">,
  rows: readonly Row[],
): { rows: Row[]; page: Page } {
  const { limit, page: number = 1 } = request.input;
  const cursor = cursorOf(request);
  const compare = comparing(request.order);
  const sorted = rows.toSorted((a, b) => compare(keyOf(a, request.order), keyOf(b, request.order)));
  const place = (row: Row) => compare(keyOf(row, request.order), cursor?.values ?? []);
  let from = (number - 1) * limit;
  if (cursor?.direction === "next") from = sorted.filter((row) => place(row) <= 0).length;
  if (cursor?.direction === "prev") {
    const before = sorted.filter((row) => place(row) < 0).length;
    return pageOf(request, sorted.slice(Math.max(0, before - limit), before), {
      prev: before > limit,
      next: true,
    });
  }
  const next = sorted.length > from + limit;
  return pageOf(request, sorted.slice(from, from + limit), { prev: from > 0, next });
}

function cursorOf({ list, input }: Pick<Request<object>, "list" | "input">): Cursor | null {
  if (input.cursor === undefined) return null;
  if (input.page !== undefined) {
    throw new AppError("bad_request", "Give either cursor or page, not both.");
  }
  return decodeCursor(input.cursor, list);
}

function pageOf<Row extends object>(
  { list, order, input }: Pick<Request<Row>, "list" | "order" | "input">,
  rows: Row[],
  has: { prev: boolean; next: boolean; total?: number | undefined },
): { rows: Row[]; page: Page } {
  const at = (row: Row | undefined, direction: Cursor["direction"]) =>
    row ? encodeCursor({ list, direction, values: keyOf(row, order) }) : null;
  return {
    rows,
    page: {
      next: has.next ? at(rows.at(-1), "next") : null,
      prev: has.prev ? at(rows[0], "prev") : null,
      limit: input.limit,
      ...(has.total === undefined ? {} : { total: has.total }),
    },
  };
}

/** Compares the keys of two rows: negative when the first one comes first. */
function comparing(order: Order) {
  const columns = columnsOf(order);
  return (a: (string | number)[], b: (string | number)[]): number => {
    for (const [at, { descending }] of columns.entries()) {
      const [one, other] = [a[at] ?? "", b[at] ?? ""];
      if (one !== other) return one < other === descending ? 1 : -1;
    }
    return 0;
  };
}

/** The rows that answer the first condition, and as far as they do not suffice those of the next. */
async function findInTurn<Row extends object>(
  { find }: Request<Row>,
  conditions: object[],
  { take, ...slice }: Omit<Slice, "where">,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const where of conditions) {
    if (rows.length < take)
      rows.push(...(await find({ where, take: take - rows.length, ...slice })));
  }
  return rows;
}

/**
 * The rows beyond the cursor, as conditions that an index answers. Where ties are few, the first
 * comparison bounds the scan and the second leaves out what was on the page before; where they are
 * many that would read them all again, so the rest of the tie comes first and what follows it then.
 */
function beyond({ tiebreak, ...order }: Order, { direction, values }: Cursor): object[] {
  const backward = direction === "prev";
  const [raw, tie] = values;
  const value = order.type === "date" ? new Date(raw as string) : raw;
  const further = (column: Column) => (column.descending === backward ? "gt" : "lt");
  const strictly = { [order.field]: { [further(order)]: value } };
  if (!tiebreak) return [strictly];
  const within = { [tiebreak.field]: { [further(tiebreak)]: tie } };
  if (order.type === "count") return [{ [order.field]: value, ...within }, strictly];
  return [{ [order.field]: { [`${further(order)}e`]: value }, OR: [strictly, within] }];
}

function columnsOf(order: Order): Column[] {
  return order.tiebreak ? [order, order.tiebreak] : [order];
}

function keyOf(row: object, order: Order): (string | number)[] {
  return columnsOf(order).map(({ field }) => {
    const value = (row as Record<string, unknown>)[field];
    return value instanceof Date ? value.toISOString() : (value as string | number);
  });
}
