import postgres from "postgres";

const sql = postgres(process.env.DATABASE_URL as string, { max: 10 });

/** What the REST measures are compared with: nothing but one SELECT by primary key. */
export async function GET(_request: Request, { params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const [row] = await sql`select id, title, body, created_at from things where id = ${id}`;
  return row ? Response.json(row) : new Response(null, { status: 404 });
}
