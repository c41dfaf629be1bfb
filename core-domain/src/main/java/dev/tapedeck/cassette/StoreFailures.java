package dev.tapedeck.cassette;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Failure.Unknown.Kind;

/** The failures of a {@link CassetteStore}, in the same words whichever store it is. */
public final class StoreFailures {
    private StoreFailures() {}

    public static FailedCall unknown(CassetteName name) {
        return unknown(
                Kind.CASSETTE,
                "There is no cassette '%s'. Record one first: use mode record or auto with this name.".formatted(name));
    }

    public static FailedCall unknown(TakeId take) {
        return unknown(
                Kind.CASSETTE,
                "The recording that was worked on (take %d of its cassette) is gone: the cassette was recorded afresh or deleted, or its document was changed. Close the session and open a new one; for calls without a session of their own, POST /api/v1/cassettes/<name>/rewind."
                        .formatted(take.value()));
    }

    public static FailedCall unknown(TakeId take, int number) {
        return unknown(
                Kind.INTERACTION,
                "There is no interaction #%d on the cassette (take %d of it): it was never begun, or was removed."
                        .formatted(number, take.value()));
    }

    public static FailedCall nameTaken(CassetteName name) {
        return conflict("There is a cassette '%s' already. Take another name, or delete that one.".formatted(name));
    }

    public static FailedCall currentTake(TakeId take) {
        return conflict("Take %d is the current one of its cassette. Delete the cassette to remove it."
                .formatted(take.value()));
    }

    private static FailedCall unknown(Kind kind, String message) {
        return FailedCall.rejected(new Failure.Unknown(kind, message));
    }

    private static FailedCall conflict(String message) {
        return FailedCall.rejected(new Failure.Conflict(message));
    }
}
