package dev.tapedeck.pipeline;

import dev.tapedeck.declared.Members;
import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.Spot;
import java.util.List;
import java.util.Optional;

/**
 * Reads what becomes of the layers below: {@code onFailure: block}, {@code continue} or {@code {minSuccess: 0.9}}, for
 * which a layer's own member {@code minSuccess: 0.9} is short.
 */
final class OnFailureReader {
    private static final String SHARE = "minSuccess";

    private OnFailureReader() {}

    static OnFailure read(Members layer) {
        Optional<Spot> rule = layer.find("onFailure");
        Optional<Spot> share = layer.find(SHARE);
        if (rule.isPresent() && share.isPresent()) {
            share.get().report("'minSuccess' is short for 'onFailure: {minSuccess: …}'. Keep one of the two.");
        }
        return share.map(OnFailureReader::minSuccess)
                .or(() -> rule.map(OnFailureReader::rule))
                .orElseGet(OnFailure.Block::new);
    }

    private static OnFailure rule(Spot spot) {
        if (spot.isText("continue")) {
            return new OnFailure.Continue();
        }
        if (spot.node() instanceof Node.Mapping) {
            Members members = spot.members().orElseThrow().only(List.of(SHARE));
            return members.need(SHARE, "the share of units that must succeed")
                    .map(OnFailureReader::minSuccess)
                    .orElseGet(OnFailure.Block::new);
        }
        if (!spot.isText("block")) {
            spot.mustBe("'block', 'continue' or '{minSuccess: 0.9}'");
        }
        return new OnFailure.Block();
    }

    private static OnFailure minSuccess(Spot spot) {
        Optional<Double> share = share(spot.node()).filter(given -> given > 0 && given <= 1);
        if (share.isEmpty()) {
            spot.mustBe("a number over 0 and up to 1, such as 0.9");
        }
        return share.<OnFailure>map(OnFailure.MinSuccess::new).orElseGet(OnFailure.Block::new);
    }

    private static Optional<Double> share(Node node) {
        if (!(node instanceof Node.Scalar scalar) || scalar.kind() != Node.Scalar.Kind.NUMBER) {
            return Optional.empty();
        }
        try {
            return Optional.of(Double.valueOf(scalar.text()));
        } catch (NumberFormatException notDecimal) {
            return Optional.empty();
        }
    }
}
