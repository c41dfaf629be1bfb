package dev.tapedeck.cassette;

import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.json.JsonScan;
import dev.tapedeck.redaction.Finding;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is known of an interaction when its call starts. Storing it takes the place in the lane.
 *
 * @param request the request, redacted
 * @param findings what was redacted in the request
 */
public record Ticket(Lane lane, RequestKey key, ProviderRequest request, Instant recordedAt, List<Finding> findings) {
    private static final Pattern MODEL_IN_PATH = Pattern.compile("/models/([^/:]+):");

    /** No provider's model has a longer name: such a text is something else. */
    private static final int LONGEST_MODEL = 200;

    public Ticket {
        findings = List.copyOf(findings);
    }

    /** The model asked for, if the path or the JSON body names one. Read from the request each time. */
    public Optional<String> model() {
        Matcher inPath = MODEL_IN_PATH.matcher(request.path());
        Optional<String> model = inPath.find()
                ? Optional.of(inPath.group(1))
                : JsonScan.topLevelText(request.body().array(), "model");
        return model.filter(name -> !name.isBlank() && name.length() <= LONGEST_MODEL);
    }
}
