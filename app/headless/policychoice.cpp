// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/headless/policychoice.h"

#include "app/headless/refusal.h"
#include "models/rules/documents/policyjson.h"
#include "models/store/durablefile.h"
#include "models/store/maskpolicystore.h"

namespace muster {

Result<MaskPolicy> policyByNameOrFile(const MaskPolicyStore &store, const QString &wanted)
{
    if (wanted.isEmpty())
        return MaskPolicyStore::builtIn();
    if (const auto saved = store.byName(wanted))
        return *saved;
    if (!QFileInfo::exists(wanted))
        return refusal("unknown_policy", wanted);
    return readWholeFile(absolute(wanted), PolicyLimits::bytes).and_then(parsePolicyFile);
}

} // namespace muster
