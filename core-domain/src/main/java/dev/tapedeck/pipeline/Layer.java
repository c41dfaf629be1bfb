package dev.tapedeck.pipeline;

import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.ProviderName;
import java.util.List;

/**
 * One step of a pipeline: a prompt, sent to a model for every unit of work.
 *
 * @param inputs the names of sources and layers whose documents it works on, in this order; at least one
 * @param endpoint which of the provider's operations is called
 * @param params members of the request that are passed on as they are: an object of canonical JSON
 * @param prompt a template, see {@link PromptRenderer}
 */
public record Layer(
        String name,
        Gathering gathering,
        List<String> inputs,
        ProviderName provider,
        String model,
        Endpoint endpoint,
        Bytes params,
        Batching batch,
        String prompt,
        Output output,
        OnFailure onFailure) {
    public Layer {
        inputs = List.copyOf(inputs);
    }
}
