package dev.tapedeck.house.seeded.storage.database;

import jakarta.persistence.Embeddable;

/** A row of a table that is seen outside its room. */
@Embeddable
public class TravellingEntity {}
