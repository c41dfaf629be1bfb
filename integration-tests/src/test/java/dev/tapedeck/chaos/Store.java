package dev.tapedeck.chaos;

import dev.tapedeck.support.TapedeckProcess;
import java.util.List;

/** The stores that must keep their promises, whatever happens. */
enum Store {
    DATABASE("database", "Dropped 1 unfinished fresh take"),
    FILE("file", "Recovered ", "Dropped the unfinished ");

    private final String setting;
    private final List<String> recovered;

    Store(String setting, String... recovered) {
        this.setting = setting;
        this.recovered = List.of(recovered);
    }

    /** How a process is started that keeps its cassettes in this store. */
    TapedeckProcess.Settings settings() {
        return TapedeckProcess.settings().startingOften().with("tapedeck.cassette.store", setting);
    }

    /** What a start says, at least, after a kill in the middle of recordings and a fresh take. */
    List<String> recovered() {
        return recovered;
    }
}
