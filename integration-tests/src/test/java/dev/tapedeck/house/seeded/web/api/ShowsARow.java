package dev.tapedeck.house.seeded.web.api;

import dev.tapedeck.house.seeded.storage.database.TravellingEntity;

/** Takes a row of a table along. */
public record ShowsARow(TravellingEntity row) {}
