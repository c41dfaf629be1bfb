package dev.tapedeck.playbook;

import dev.tapedeck.exchange.ProviderName;
import java.util.List;

/**
 * Which model is asked when a step has failed, and what it may do.
 *
 * @param actions the names of those that it may carry out; none named: those of the playbook itself
 */
public record Recovery(ProviderName provider, String model, List<String> actions) {
    public Recovery {
        actions = List.copyOf(actions);
    }
}
