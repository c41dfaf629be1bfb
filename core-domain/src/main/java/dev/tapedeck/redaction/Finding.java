package dev.tapedeck.redaction;

/**
 * A secret that was found: which rule found it and where, never the secret itself.
 *
 * @param rule the rule's name, such as {@code openai-key} or {@code secret-member}
 * @param location where: a JSON pointer into a body, {@code header:<name>}, {@code query:<name>} or {@code text}
 */
public record Finding(String rule, String location) {}
