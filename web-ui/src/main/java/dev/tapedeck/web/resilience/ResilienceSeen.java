package dev.tapedeck.web.resilience;

import dev.tapedeck.resilience.CircuitName;
import dev.tapedeck.resilience.CircuitSnapshot.Transition;
import dev.tapedeck.resilience.ResilienceEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.function.UnaryOperator;

/**
 * An event of resilience as logs and listeners get it. Every text is fit to be shown.
 *
 * @param name {@code circuit.opened}, {@code retry.scheduled}, …
 * @param circuit its name, where the event is about one
 * @param attempt the one that failed
 * @param delay until the next attempt, or until it is worth asking again
 * @param reason why there is no other attempt
 * @param error what failed: a failure's code, or {@code http_503}
 * @param message for people; may be empty
 * @param times how many events like this it stands for
 */
public record ResilienceSeen(
        Instant at,
        String name,
        String service,
        Optional<String> circuit,
        Optional<String> operation,
        Optional<Integer> attempt,
        Optional<Duration> delay,
        Optional<String> reason,
        Optional<String> error,
        String message,
        long times) {

    /** @param plain makes a text fit to be shown */
    static ResilienceSeen of(ResilienceEvent event, UnaryOperator<String> plain) {
        return switch (event) {
            case ResilienceEvent.RetryScheduled retry ->
                about(event, plain.apply(retry.message()))
                        .attempted(plain.apply(retry.operation()), retry.attempt(), plain.apply(retry.error()))
                        .waiting(retry.delay());
            case ResilienceEvent.RetryExhausted retry ->
                about(event, plain.apply(retry.message()))
                        .attempted(plain.apply(retry.operation()), retry.attempt(), plain.apply(retry.error()))
                        .because(retry.reason().name().toLowerCase(Locale.ROOT));
            case ResilienceEvent.CircuitMoved moved ->
                about(event, plain.apply(words(moved.transition()))).of(moved.circuit(), plain);
            case ResilienceEvent.CircuitRejected rejected ->
                about(event, "").of(rejected.circuit(), plain).waiting(rejected.retryAfter());
            case ResilienceEvent.CircuitPaused paused ->
                about(event, "The provider asked to be left alone until %s.".formatted(whole(paused.until())))
                        .of(paused.circuit(), plain)
                        .waiting(Duration.between(paused.at(), paused.until()));
            case ResilienceEvent.CircuitsFull full ->
                about(
                        event,
                        "%d models have circuits: for others those make room that were idle for longest, or they share the service's own"
                                .formatted(full.models()));
            case ResilienceEvent.AttemptEnded ended -> about(event, "");
        };
    }

    /** Rounded up to a second. */
    private static Instant whole(Instant moment) {
        return moment.plusNanos(999_999_999).truncatedTo(ChronoUnit.SECONDS);
    }

    private static String words(Transition transition) {
        return "%s to %s: %s".formatted(transition.from(), transition.to(), transition.cause());
    }

    private static ResilienceSeen about(ResilienceEvent event, String message) {
        return new ResilienceSeen(
                event.at(),
                event.name(),
                event.service().value(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                message,
                1);
    }

    private ResilienceSeen of(CircuitName about, UnaryOperator<String> plain) {
        return new ResilienceSeen(
                at,
                name,
                service,
                Optional.of(plain.apply(about.toString())),
                operation,
                attempt,
                delay,
                reason,
                error,
                message,
                times);
    }

    private ResilienceSeen attempted(String what, int number, String failed) {
        return new ResilienceSeen(
                at,
                name,
                service,
                circuit,
                Optional.of(what),
                Optional.of(number),
                delay,
                reason,
                Optional.of(failed),
                message,
                times);
    }

    private ResilienceSeen waiting(Duration time) {
        return new ResilienceSeen(
                at, name, service, circuit, operation, attempt, Optional.of(time), reason, error, message, times);
    }

    private ResilienceSeen because(String why) {
        return new ResilienceSeen(
                at, name, service, circuit, operation, attempt, delay, Optional.of(why), error, message, times);
    }

    ResilienceSeen standingFor(long events) {
        return new ResilienceSeen(
                at, name, service, circuit, operation, attempt, delay, reason, error, message, events);
    }

    /** As one line of a log: the name, then {@code key=value}, values in quotation marks where they hold blanks. */
    String line() {
        StringJoiner line = new StringJoiner(" ");
        line.add(name).add("service=" + service);
        circuit.ifPresent(text -> line.add("circuit=" + quoted(text)));
        operation.ifPresent(text -> line.add("operation=" + quoted(text)));
        attempt.ifPresent(number -> line.add("attempt=" + number));
        delay.ifPresent(time -> line.add("waitMs=" + time.toMillis()));
        reason.ifPresent(text -> line.add("reason=" + text));
        error.ifPresent(text -> line.add("error=" + quoted(text)));
        if (times > 1) {
            line.add("times=" + times);
        }
        if (!message.isEmpty()) {
            line.add("message=" + '"' + message.replace('"', '\'') + '"');
        }
        return line.toString();
    }

    private static String quoted(String text) {
        return text.isEmpty() || text.matches(".*[\\s\"=].*") ? '"' + text.replace('"', '\'') + '"' : text;
    }
}
