package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.TakeId;

/** This process alone: whatever is left of a take that was never adopted is left of a process that is gone. */
final class OneNode implements Nodes {
    private final Tables tables;

    OneNode(Tables tables) {
        this.tables = tables;
    }

    @Override
    public void began(TakeId take) {}

    @Override
    public int dropLeft() {
        return tables.takes().removeUnadopted();
    }

    @Override
    public void leave() {}
}
