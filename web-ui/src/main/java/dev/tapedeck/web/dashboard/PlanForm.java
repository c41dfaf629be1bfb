package dev.tapedeck.web.dashboard;

import dev.tapedeck.cassette.Mode;
import dev.tapedeck.web.build.BuildAsked;
import dev.tapedeck.web.build.BuildAsked.Misread;
import dev.tapedeck.web.build.BuildAsked.Reading;
import dev.tapedeck.web.dashboard.FilterView.Option;
import dev.tapedeck.web.dashboard.PlanView.Form;
import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a build is asked for in the fields of the page, whether they came in an address or in a body.
 *
 * @param fields by name; what isn't there says nothing
 */
record PlanForm(MultivaluedMap<String, String> fields) {
    private static final int LONGEST = 200;

    /** The name of the pipeline. */
    String pipeline() {
        return text("pipeline");
    }

    /** What was understood. */
    Reading reading() {
        String dollars = text("maxCost").replace("$", "");
        Optional<BigDecimal> maxCost = dollars.isEmpty() ? Optional.empty() : amount(dollars);
        Reading reading = new BuildAsked(
                        given("cassette"),
                        given("mode"),
                        given("batch"),
                        given("cache").map(word -> !word.equals("false")),
                        maxCost,
                        given("maxWait"))
                .read();
        return dollars.isEmpty() || maxCost.isPresent()
                ? reading
                : new Reading(
                        Optional.empty(),
                        Stream.concat(
                                        reading.misread().stream(),
                                        Stream.of(new Misread(
                                                "maxCost", "The most it may cost must be an amount such as 2.50.")))
                                .toList());
    }

    private static Optional<BigDecimal> amount(String text) {
        return text.matches("[0-9]{1,7}(\\.[0-9]{1,9})?") ? Optional.of(new BigDecimal(text)) : Optional.empty();
    }

    Form shown() {
        return new Form(
                text("cassette"),
                options("mode", "", Mode.OFF.id(), Mode.RECORD.id(), Mode.REPLAY.id(), Mode.AUTO.id()),
                options("batch", "auto", "never"),
                options("cache", "true", "false"),
                text("maxCost"),
                text("maxWait"));
    }

    private List<Option> options(String name, String... values) {
        return Stream.of(values)
                .map(value -> new Option(value, 0, value.equals(text(name))))
                .toList();
    }

    private Optional<String> given(String name) {
        return Optional.of(text(name)).filter(text -> !text.isEmpty());
    }

    private String text(String name) {
        String text = Optional.ofNullable(fields.getFirst(name)).orElse("").strip();
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
