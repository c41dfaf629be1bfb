package dev.tapedeck.transfer;

import dev.tapedeck.exchange.ProviderName;
import java.util.Optional;

/**
 * How a file is brought in.
 *
 * @param provider the configured provider that all calls are put to; without it, each URL tells
 */
public record ImportChoices(Existing existing, Optional<ProviderName> provider) {
    public static final ImportChoices DEFAULT = new ImportChoices(Existing.REFUSE, Optional.empty());
}
