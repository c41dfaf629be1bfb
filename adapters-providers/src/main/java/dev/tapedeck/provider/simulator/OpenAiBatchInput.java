package dev.tapedeck.provider.simulator;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.provider.batch.RawMembers;
import dev.tapedeck.provider.simulator.SimulatedBatch.InputFault;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The lines that a batch is made of.
 *
 * @param endpoint what all of them must ask
 */
record OpenAiBatchInput(BatchInput input, String endpoint, ProviderName provider) {
    private static final int MOST_FAULTS = 10;

    /** Why it isn't accepted; nothing if it is. */
    List<InputFault> faults() {
        if (input.size() == 0) {
            return List.of(new InputFault("empty_file", "The file holds no requests.", 0));
        }
        String model = input.members(0).in("body").text("model");
        Set<String> ids = new HashSet<>();
        List<InputFault> faults = new ArrayList<>();
        for (int index = 0; index < input.size() && faults.size() < MOST_FAULTS; index++) {
            int line = index + 1;
            fault(input.members(index), model, ids, line).ifPresent(faults::add);
        }
        return faults;
    }

    private Optional<InputFault> fault(RawMembers members, String model, Set<String> ids, int line) {
        if (members.isEmpty()) {
            return Optional.of(new InputFault("invalid_json_line", "This line is no JSON object.", line));
        }
        if (!ids.add(members.text("custom_id"))) {
            return Optional.of(new InputFault(
                    "duplicate_custom_id", "The custom_id of this line stands in another one too.", line));
        }
        if (!members.text("url").equals(endpoint)) {
            return Optional.of(
                    new InputFault("url_mismatch", "The URL of this line isn't the endpoint of the batch.", line));
        }
        if (!members.in("body").text("model").equals(model)) {
            return Optional.of(new InputFault("model_mismatch", "The first line asks another model.", line));
        }
        return Optional.empty();
    }

    /** The request of a line as it would be sent by itself. */
    ProviderRequest request(int index) {
        return post(provider, Dialect.OPENAI, endpoint, input.value(index, "body"));
    }

    static ProviderRequest post(ProviderName provider, Dialect dialect, String path, Bytes body) {
        return new ProviderRequest(provider, dialect, "POST", path, Optional.empty(), Headers.NONE, body);
    }
}
