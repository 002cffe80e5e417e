// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

class QComboBox;

namespace muster {

class MaskPolicyStore;

/// The masking policies that a list offers beside "Default", by name.
struct PolicyNames
{
    QStringList builtIn, saved;

    [[nodiscard]] static PolicyNames of(const MaskPolicyStore &policies);
};

/// Fills `box`: "Default (built in)" with an empty string as its data, the other built-in policies and the saved ones
/// with their names. What was chosen stays chosen where it still exists.
void fillPolicies(QComboBox *box, const PolicyNames &names);

} // namespace muster
