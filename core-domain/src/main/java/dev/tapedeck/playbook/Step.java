package dev.tapedeck.playbook;

import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.Node.Scalar;
import dev.tapedeck.exchange.Effect;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One step of a playbook. Params, texts and messages may hold placeholders.
 *
 * @param number from 1
 * @param action the name of what is done
 * @param params an object
 * @param effect what it does to the world, if the playbook knows better than the action
 * @param description what it is for
 * @param failureMessage what people are told if it fails
 * @param storeAs the name by which later steps find its result
 */
public record Step(
        int number,
        String name,
        String description,
        String action,
        Node.Mapping params,
        Optional<Effect> effect,
        Optional<Verification> verification,
        OnFailure onFailure,
        Optional<String> failureMessage,
        Optional<String> storeAs) {
    /** Whatever its placeholders name. */
    Stream<Reference> references() {
        Stream<Node> texts = Stream.of(
                        Stream.of(description),
                        failureMessage.stream(),
                        verification.stream().flatMap(Verification::texts))
                .flatMap(each -> each)
                .map(Values::text);
        return Stream.concat(texts, Stream.of(params)).flatMap(Step::references);
    }

    private static Stream<Reference> references(Node node) {
        return switch (node) {
            case Node.Mapping mapping -> mapping.members().stream().flatMap(member -> references(member.value()));
            case Node.Sequence sequence -> sequence.elements().stream().flatMap(Step::references);
            case Scalar scalar ->
                scalar.kind() == Scalar.Kind.TEXT ? Template.of(scalar.text()).references() : Stream.empty();
        };
    }
}
