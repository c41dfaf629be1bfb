package dev.tapedeck.playbook;

import dev.tapedeck.declared.Node;
import dev.tapedeck.exchange.Call;
import dev.tapedeck.exchange.Deadline;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Terms;
import java.util.Optional;

/**
 * One carrying out of an action.
 *
 * @param params without placeholders, and checked
 * @param effect what it does to the world, as the step says, else as the action does
 * @param once whether whoever makes calls must not repeat them, because the step itself is repeated
 * @param deadline when it is given up, if it is carried out again until it verifies: that it can't be done yet is no failure
 *     for good then
 */
public record ActionCall(Node.Mapping params, Effect effect, boolean once, Optional<Deadline> deadline, Stage stage) {
    public Optional<Node> param(String name) {
        return Values.member(params, name);
    }

    /** The param as text. */
    public Optional<String> text(String name) {
        return param(name).map(Values::shown);
    }

    /** The call that makes this request for the run. */
    Call asking(ProviderRequest request, Effect does) {
        Terms terms = Terms.of(does);
        return new Call(
                request,
                Lane.MAIN,
                once ? terms.once() : terms,
                stage.cancellation(),
                deadline,
                Optional.empty(),
                Optional.empty());
    }
}
