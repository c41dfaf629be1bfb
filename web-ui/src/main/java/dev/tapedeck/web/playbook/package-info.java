/** What people ask of playbooks and runs. */
@NullMarked
package dev.tapedeck.web.playbook;

import org.jspecify.annotations.NullMarked;
