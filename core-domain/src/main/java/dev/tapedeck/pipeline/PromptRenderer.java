package dev.tapedeck.pipeline;

import dev.tapedeck.Port;
import java.util.List;
import java.util.Optional;

/**
 * Makes prompts of templates. Templates see nothing but what is listed in {@link Scope}: no beans, no members of Java
 * classes, no files. What isn't there is a fault, never an empty text. Thread-safe, and the same for the same input for ever.
 */
@Port
public interface PromptRenderer {
    /**
     * Renders the template; text is never trimmed or escaped.
     *
     * @throws dev.tapedeck.exchange.FailedCall {@code Invalid}, if it is no template or names what isn't there; the message
     *     names the line of the template
     */
    String render(String template, Scope scope);

    /**
     * What no data can mend: why the text is no template, or which of the names in it no scope of this gathering has. A name
     * in metadata may always be there.
     *
     * @return for each fault the line of the template, and what to do; nothing if it can be rendered
     */
    List<String> faults(String template, Gathering gathering);

    /** What a template can name. */
    sealed interface Scope {
        /**
         * {@code {item.label}}, {@code {item.content}}, {@code {item.layer}}, {@code {item.metadata.<name>}}; each with
         * {@code .trim} for the text without the white space around it.
         */
        record One(Item item) implements Scope {}

        /**
         * {@code {#each inputs}} over items, named {@code it}, and {@code {group}}.
         *
         * @param group the value that they have in common, if the layer groups them
         */
        record Many(List<Item> inputs, Optional<String> group) implements Scope {
            public Many {
                inputs = List.copyOf(inputs);
            }
        }
    }
}
