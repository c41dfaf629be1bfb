/** Playbooks: declared procedures with verification, failure policies, guardrails, and messages made for people. */
@NullMarked
package dev.tapedeck.playbook;

import org.jspecify.annotations.NullMarked;
