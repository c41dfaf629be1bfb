package dev.tapedeck.house.seeded.attic;

/** Lives in a package that is no room. */
public final class RoomNobodyNamed {}
