package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.RecordedError;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The columns of a recorded error; all are empty if there was none. */
@Embeddable
public record ErrorColumns(
        @Column(name = "error_type") String type,
        @Column(name = "error_message") String message,
        @Column(name = "error_context") String context,
        @Column(name = "error_retryable") Boolean retryable,
        @Column(name = "error_retry_after_millis") @Nullable Long retryAfterMillis) {

    static ErrorColumns of(RecordedError error) {
        return new ErrorColumns(
                error.type(),
                Columns.plain(error.message()),
                Columns.plain(error.context()),
                error.retryable(),
                error.retryAfterMillis().orElse(null));
    }

    RecordedError error() {
        return new RecordedError(type, message, context, retryable, Optional.ofNullable(retryAfterMillis));
    }
}
