package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.TakeId;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;

/** A take and a number on it. */
@Embeddable
public record InteractionId(
        @Column(name = "take_id") long take,
        @Column(name = "number") int number) {

    static InteractionId of(TakeId take, int number) {
        return new InteractionId(take.value(), number);
    }
}
