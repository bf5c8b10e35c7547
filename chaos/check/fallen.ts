import type { Rig } from '../../bench/rig/rig.ts'

/** Writes down every fall of a message's status (WS-2). Put back from `sending` to `waiting` is none, and only what waits
 *  may be cancelled. */
export async function openFallTrap({ sql }: Pick<Rig, 'sql'>): Promise<void> {
  await sql(`
    create table chaos_fallen (at timestamptz not null default clock_timestamp(), message_id uuid not null, before int not null, after int not null);
    create function chaos_fall() returns trigger language plpgsql security definer as $$
    begin
      insert into chaos_fallen (message_id, before, after) values (new.id, old.status, new.status);
      return null;
    end $$;
    create trigger chaos_fall after update of status on message for each row
      when (new.status < old.status and not (old.status = 1 and new.status = 0) and not (old.status = 0 and new.status = -1))
      execute function chaos_fall();`)
}

export async function fallen({ sql }: Pick<Rig, 'sql'>): Promise<{ edge: string; times: number }[]> {
  return sql<{ edge: string; times: number }>(
    `select before || ' to ' || after as edge, count(*)::int as times from chaos_fallen group by 1 order by 1`,
  )
}
