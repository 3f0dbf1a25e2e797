-- What a token stands for is remembered for a few seconds by every process (lib/known-tokens.ts). The
-- rows themselves say when that changed, so that it holds for whoever changes them: an operation, another
-- instance, or a hand with psql. docs/decisions/0021.
CREATE FUNCTION "tell_actor_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('duet', json_build_array(TG_ARGV[0] || ':' || OLD.id)::text);
  RETURN NULL;
END $$;

CREATE TRIGGER "token_changed"
  AFTER UPDATE OF "user_id", "secret_hash", "scopes", "expires_at", "revoked_at" OR DELETE ON "tokens"
  FOR EACH ROW EXECUTE FUNCTION "tell_actor_changed"('token');

CREATE TRIGGER "user_changed"
  AFTER UPDATE OF "handle", "role", "disabled_at" OR DELETE ON "users"
  FOR EACH ROW EXECUTE FUNCTION "tell_actor_changed"('user');
