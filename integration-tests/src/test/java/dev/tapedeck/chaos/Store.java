package dev.tapedeck.chaos;

import dev.tapedeck.support.TapedeckProcess;

/** The stores that must keep their promises, whatever happens. */
enum Store {
    DATABASE("database", "Dropped 1 unfinished fresh take");

    private final String setting;
    private final String recovered;

    Store(String setting, String recovered) {
        this.setting = setting;
        this.recovered = recovered;
    }

    /** How a process is started that keeps its cassettes in this store. */
    TapedeckProcess.Settings settings() {
        return TapedeckProcess.settings().startingOften().with("tapedeck.cassette.store", setting);
    }

    /** What a start says, at least, after a kill in the middle of recordings and a fresh take. */
    String recovered() {
        return recovered;
    }
}
