package dev.tapedeck.web.dashboard;

import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.UnitRef;
import dev.tapedeck.cassette.CassetteName;
import dev.tapedeck.exchange.Names;
import dev.tapedeck.pipeline.PipelineName;
import dev.tapedeck.playbook.PlaybookName;
import dev.tapedeck.run.InvalidRun;
import dev.tapedeck.run.RunId;
import java.net.URI;
import java.util.Optional;

/** What addresses hold, whoever wrote them. */
final class InAddress {
    private static final int MOST_DIGITS = 9;

    private InAddress() {}

    /** A name; nothing if it can't be one. */
    static Optional<CassetteName> cassette(String text) {
        try {
            return Optional.of(new CassetteName(text));
        } catch (Names.InvalidName noName) {
            return Optional.empty();
        }
    }

    /** A build's id; nothing if it can't be one. */
    static Optional<BuildId> build(String text) {
        try {
            return Optional.of(new BuildId(text));
        } catch (Names.InvalidName noId) {
            return Optional.empty();
        }
    }

    /** A run's id; nothing if it can't be one. */
    static Optional<RunId> run(String text) {
        try {
            return Optional.of(new RunId(text));
        } catch (InvalidRun noId) {
            return Optional.empty();
        }
    }

    /** A playbook's name; nothing if it can't be one. */
    static Optional<PlaybookName> playbook(String text) {
        try {
            return Optional.of(new PlaybookName(text));
        } catch (Names.InvalidName noName) {
            return Optional.empty();
        }
    }

    /** A pipeline's name; nothing if it can't be one. */
    static Optional<PipelineName> pipeline(String text) {
        try {
            return Optional.of(new PipelineName(text));
        } catch (Names.InvalidName noName) {
            return Optional.empty();
        }
    }

    /** A unit, as {@code <layer>/<number>}; nothing if it can't be one. */
    static Optional<UnitRef> unit(String text) {
        int slash = text.lastIndexOf('/');
        return slash > 0
                ? Optional.of(new UnitRef(text.substring(0, slash), number(text.substring(slash + 1))))
                : Optional.empty();
    }

    /** The address of the page of a cassette; that of all cassettes, if it can't be a name. */
    static URI page(String text) {
        return URI.create(cassette(text).map("/recordings/%s"::formatted).orElse("/recordings"));
    }

    /** A whole number; 0 if it is none that counts. */
    static int number(String text) {
        boolean digits = !text.isEmpty()
                && text.length() <= MOST_DIGITS
                && text.chars().allMatch(each -> each >= '0' && each <= '9');
        return digits ? Integer.parseInt(text) : 0;
    }
}
