// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/transcripts/policychoice.h"

#include "models/store/maskpolicystore.h"
#include "models/text/plaintext.h"

#include <QComboBox>
#include <QCoreApplication>

namespace muster {

namespace {

struct PolicyChoiceWords
{
    Q_DECLARE_TR_FUNCTIONS(PolicyChoice)
};

} // namespace

PolicyNames PolicyNames::of(const MaskPolicyStore &policies)
{
    PolicyNames names;
    for (const MaskPolicy &policy : policies.policies()) {
        if (policy.name != MaskPolicyStore::builtIn().name)
            (policies.isBuiltIn(policy.name) ? names.builtIn : names.saved) << policy.name;
    }
    return names;
}

void fillPolicies(QComboBox *box, const PolicyNames &names)
{
    const QString before = box->currentData().toString();
    //: The name of a masking policy: "Strict (built in)".
    const QString builtIn = PolicyChoiceWords::tr("%1 (built in)");
    box->clear();
    box->addItem(builtIn.arg(MaskPolicyStore::builtIn().name), QString());
    for (const QString &name : names.builtIn)
        box->addItem(builtIn.arg(name), name);
    for (const QString &name : names.saved)
        box->addItem(visibleText(name, 80), name);
    box->setCurrentIndex(std::max(0, box->findData(before)));
}

} // namespace muster
