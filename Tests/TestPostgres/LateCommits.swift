/// What a database can be made to do around commits, so that the program that is tested is the one that is shipped.
extension PostgresDatabase {
    /// Lets every push wait before its commit, one in four for up to a twentieth of a second. A deferred trigger runs when
    /// COMMIT has been asked for, and before anybody else sees what was written.
    public func pauseBeforeCommits() throws {
        try run(
            """
            CREATE FUNCTION fieldnotes.pause() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                PERFORM pg_sleep(random() / 20) WHERE random() < 0.25;
                RETURN NULL;
            END $$;
            CREATE CONSTRAINT TRIGGER a_pause AFTER INSERT ON fieldnotes.link
                DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fieldnotes.pause();
            """)
    }

    /// Makes the sequences of changes what they would be if they came from a SERIAL: numbers in the order of asking, whoever
    /// commits first. Nobody can hold a team's row any more, for nobody may alter it; the head is moved on as a push commits.
    public func numberAsASerialDoes() throws {
        try run(
            """
            CREATE SEQUENCE fieldnotes.serial;
            GRANT USAGE ON SEQUENCE fieldnotes.serial TO fieldnotes;
            ALTER TABLE fieldnotes.team ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
            CREATE POLICY seen ON fieldnotes.team FOR SELECT USING (true);

            CREATE FUNCTION fieldnotes.number() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                NEW.sequence := CASE TG_TABLE_NAME WHEN 'record' THEN nextval('fieldnotes.serial')
                    ELSE currval('fieldnotes.serial') END;
                RETURN NEW;
            END $$;
            CREATE TRIGGER number BEFORE INSERT ON fieldnotes.record
                FOR EACH ROW EXECUTE FUNCTION fieldnotes.number();
            CREATE TRIGGER number BEFORE INSERT ON fieldnotes.link
                FOR EACH ROW EXECUTE FUNCTION fieldnotes.number();

            CREATE FUNCTION fieldnotes.move() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
                UPDATE fieldnotes.team SET sequence = NEW.sequence, chain = NEW.chain
                    WHERE id = NEW.team AND sequence < NEW.sequence;
                RETURN NULL;
            END $$;
            CREATE CONSTRAINT TRIGGER b_move AFTER INSERT ON fieldnotes.link
                DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fieldnotes.move();
            """)
    }
}
