package dev.tapedeck.web.gateway;

import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.cassette.SessionId;
import dev.tapedeck.exchange.Provenance;
import dev.tapedeck.exchange.ProviderName;
import java.time.Instant;
import java.util.Optional;

/**
 * One call that went through the door, for counting and showing. Holds no content, header or query.
 *
 * @param at when it ended
 * @param status the HTTP status that the client got
 * @param failure the code of the failure, if there was one
 * @param micros from the last byte of the request to the end of the answer
 */
public record CallSeen(
        Instant at,
        Optional<SessionId> session,
        Optional<CassetteName> cassette,
        ProviderName provider,
        String method,
        String path,
        Provenance provenance,
        int status,
        Optional<String> failure,
        long micros) {}
