/** A person's place in one company; what each may do stands in the contract. */
export type Role = 'owner' | 'admin' | 'agent'
