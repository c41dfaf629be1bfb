package dev.tapedeck.playbook;

import java.util.Optional;

/**
 * An action as the guardrails see it.
 *
 * @param signature the same for the same action with the same params
 * @param target what it works on, in its normal form
 */
record Deed(String signature, Optional<String> target) {}
