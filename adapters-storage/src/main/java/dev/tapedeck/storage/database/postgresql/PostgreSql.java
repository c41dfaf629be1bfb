package dev.tapedeck.storage.database.postgresql;

import dev.tapedeck.storage.database.CassetteRow;
import dev.tapedeck.storage.database.CassetteRows;
import dev.tapedeck.storage.database.Engine;
import dev.tapedeck.storage.database.InteractionRow;
import dev.tapedeck.storage.database.InteractionRows;
import dev.tapedeck.storage.database.OutcomeRow;
import dev.tapedeck.storage.database.OutcomeRows;
import dev.tapedeck.storage.database.Tables;
import dev.tapedeck.storage.database.TakeModelRow;
import dev.tapedeck.storage.database.TakeModelRows;
import dev.tapedeck.storage.database.TakeRow;
import dev.tapedeck.storage.database.TakeRows;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.util.Optional;
import org.hibernate.annotations.Immutable;

/** A PostgreSQL server, which several nodes may share: its rows, and how it is to be used. */
public final class PostgreSql {
    private static final Tables TABLES =
            new Tables(new Cassettes(), new Takes(), new TakeModels(), new Interactions(), new Outcomes());

    private PostgreSql() {}

    public static Engine engine() {
        return new Engine("postgresql", TABLES, true, Optional.empty());
    }

    @Entity(name = "Cassette")
    @Table(name = "cassette")
    static class Cassette extends CassetteRow {}

    static final class Cassettes extends CassetteRows<Cassette> {
        @Override
        protected Cassette blank() {
            return new Cassette();
        }
    }

    @Entity(name = "Take")
    @Table(name = "take")
    static class Take extends TakeRow {}

    static final class Takes extends TakeRows<Take> {
        @Override
        protected Take blank() {
            return new Take();
        }
    }

    @Entity(name = "TakeModel")
    @Table(name = "take_model")
    static class TakeModel extends TakeModelRow {}

    static final class TakeModels extends TakeModelRows<TakeModel> {
        @Override
        protected TakeModel blank() {
            return new TakeModel();
        }
    }

    @Entity(name = "Interaction")
    @Immutable
    @Table(name = "interaction")
    static class Interaction extends InteractionRow {}

    static final class Interactions extends InteractionRows<Interaction> {
        @Override
        protected Interaction blank() {
            return new Interaction();
        }
    }

    @Entity(name = "Outcome")
    @Immutable
    @Table(name = "outcome")
    static class Outcome extends OutcomeRow {}

    static final class Outcomes extends OutcomeRows<Outcome> {
        @Override
        protected Outcome blank() {
            return new Outcome();
        }
    }
}
