package dev.tapedeck.storage.database;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A take and a model asked for on it. */
@Embeddable
public record TakeModelId(
        @Column(name = "take_id") long take,
        @Column(name = "model") String model) {}
