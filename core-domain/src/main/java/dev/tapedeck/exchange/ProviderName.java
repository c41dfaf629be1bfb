package dev.tapedeck.exchange;

/** The id under which a provider is configured: the path segment after {@code /llm/}. */
public record ProviderName(String value) {
    public ProviderName {
        Names.checked("provider id", value);
    }

    @Override
    public String toString() {
        return value;
    }
}
