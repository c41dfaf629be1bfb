/** Playbooks in folders: YAML or JSON that people write and version. */
@NullMarked
package dev.tapedeck.storage.playbook;

import org.jspecify.annotations.NullMarked;
