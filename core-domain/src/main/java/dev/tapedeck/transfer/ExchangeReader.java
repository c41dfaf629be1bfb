package dev.tapedeck.transfer;

import dev.tapedeck.cassette.Ending;
import dev.tapedeck.cassette.Interaction;
import dev.tapedeck.cassette.Outcome;
import dev.tapedeck.cassette.RequestKeys;
import dev.tapedeck.cassette.Scrubber;
import dev.tapedeck.cassette.Ticket;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Terms;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Makes interactions of what other tools recorded, as Tapedeck itself would have recorded them: keyed first, redacted
 * then. Used by one thread, for one file.
 */
final class ExchangeReader {
    private static final Pattern METHOD = Pattern.compile("[A-Z]{1,20}");
    private static final int LOWEST_STATUS = 200;
    private static final int HIGHEST_STATUS = 599;

    private final Addressees addressees;
    private final Scrubber scrubber;
    private final ImportChoices choices;
    private final Instant now;
    private final Notes skipped;
    private final Notes warnings;
    /** The addressees that nobody configured, by their name. */
    private final Map<String, Addressee> strangers = new HashMap<>();

    ExchangeReader(
            Addressees addressees,
            Scrubber scrubber,
            ImportChoices choices,
            Instant now,
            Notes skipped,
            Notes warnings) {
        this.addressees = addressees;
        this.scrubber = scrubber;
        this.choices = choices;
        this.now = now;
        this.skipped = skipped;
        this.warnings = warnings;
    }

    /** The interaction, unless it can't be one: then it is noted as skipped. */
    Optional<Interaction> interaction(int number, RecordedExchange exchange, RequestKeys keys) {
        RecordedUrl url = RecordedUrl.parse(exchange.url());
        Optional<String> fault = fault(exchange, url);
        if (fault.isPresent()) {
            skipped.add(exchange.place(), fault.get());
            return Optional.empty();
        }
        try {
            ProviderRequest request = request(exchange, url);
            Ticket ticket = scrubber.ticket(
                    new Call(request, Lane.MAIN, Terms.of(Effect.EFFECT)),
                    keys.keyOf(request),
                    exchange.recordedAt().orElse(now));
            return Optional.of(new Interaction(number, ticket, ending(exchange)));
        } catch (FailedCall failed) {
            skipped.add(exchange.place(), reason(failed));
            return Optional.empty();
        }
    }

    private static String reason(FailedCall failed) {
        if (failed.failure() instanceof Failure.Invalid invalid) {
            return invalid.message();
        }
        throw failed;
    }

    private static Optional<String> fault(RecordedExchange exchange, RecordedUrl url) {
        if (!METHOD.matcher(exchange.method()).matches()) {
            return Optional.of("Its method is none of HTTP.");
        }
        if (url.climbs()) {
            return Optional.of("Its path has a '.' or '..' segment, which no client sends.");
        }
        return exchange.status() < LOWEST_STATUS || exchange.status() > HIGHEST_STATUS
                ? Optional.of("Its status %d is no final one of HTTP.".formatted(exchange.status()))
                : Optional.empty();
    }

    private ProviderRequest request(RecordedExchange exchange, RecordedUrl url) {
        Addressee to = addressees.of(url, exchange.requestHeaders(), choices.provider());
        if (url.mended()) {
            warnings.add(
                    exchange.place(), "Its URL holds characters that no request can hold: they are percent-encoded.");
        }
        if (!LawfulHeaders.areLawful(exchange.requestHeaders())
                || !LawfulHeaders.areLawful(exchange.responseHeaders())) {
            warnings.add(exchange.place(), "It has header fields that HTTP doesn't know: they are left out.");
        }
        if (!to.configured()) {
            warnOfStranger(exchange.place(), to, url);
        }
        return new ProviderRequest(
                to.provider(),
                to.dialect(),
                exchange.method(),
                to.path(),
                url.query(),
                LawfulHeaders.of(exchange.requestHeaders()),
                exchange.requestBody());
    }

    private void warnOfStranger(String place, Addressee stranger, RecordedUrl url) {
        Addressee first = strangers.putIfAbsent(stranger.provider().value(), stranger);
        if (first == null) {
            warnings.add(
                    place,
                    ("Nobody configured a provider for its host. To replay, set tapedeck.providers.\"%s\".base-url=%s and "
                                    + "tapedeck.providers.\"%s\".dialect=%s, or import again with the parameter provider.")
                            .formatted(
                                    stranger.provider(),
                                    url.base().orElse("<its base URL>"),
                                    stranger.provider(),
                                    stranger.dialect().id()));
        } else if (first.dialect() != stranger.dialect()) {
            warnings.add(
                    place,
                    "It is in dialect %s, others of provider '%s' in %s: to replay all, import again with the parameter provider."
                            .formatted(
                                    stranger.dialect().id(),
                                    stranger.provider(),
                                    first.dialect().id()));
        }
    }

    private Ending ending(RecordedExchange exchange) {
        Outcome outcome = Outcome.ofWhole(exchange.status(), headers(exchange), exchange.responseBody());
        Ending ending = scrubber.ending(outcome, exchange.durationMillis(), 1);
        FoundSecrets.inOutcome(exchange.place(), ending.findings(), warnings);
        return ending;
    }

    private Headers headers(RecordedExchange exchange) {
        Headers recorded = LawfulHeaders.of(exchange.responseHeaders());
        if (!exchange.responseHeaders().fields().isEmpty()) {
            return recorded;
        }
        Optional<String> type = GuessedType.of(exchange.responseBody());
        type.ifPresent(found ->
                warnings.add(exchange.place(), "Its answer has no headers: content-type is taken for " + found + "."));
        return type.map(found -> recorded.with("content-type", found)).orElse(recorded);
    }
}
