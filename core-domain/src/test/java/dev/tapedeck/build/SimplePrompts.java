package dev.tapedeck.build;

import dev.tapedeck.exchange.FailedCall;
import dev.tapedeck.exchange.Failure;
import dev.tapedeck.pipeline.Gathering;
import dev.tapedeck.pipeline.Item;
import dev.tapedeck.pipeline.PromptRenderer;
import java.util.List;
import java.util.stream.Collectors;

/** Puts what is there in place of an asterisk: an item's content, or those of all. {@code missing} is never there. */
final class SimplePrompts implements PromptRenderer {
    @Override
    public String render(String template, Scope scope) {
        if (template.contains("missing")) {
            throw FailedCall.rejected(new Failure.Invalid("prompt", "There is no 'missing'."));
        }
        return template.replace(
                "*",
                switch (scope) {
                    case Scope.One(Item item) -> item.content();
                    case Scope.Many many ->
                        many.inputs().stream().map(Item::content).collect(Collectors.joining("+"));
                });
    }

    @Override
    public List<String> faults(String template, Gathering gathering) {
        return List.of();
    }
}
