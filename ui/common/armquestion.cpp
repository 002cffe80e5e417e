// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/armquestion.h"

#include "models/text/connectiontexts.h"
#include "models/text/plaintext.h"
#include "ui/common/prompts.h"

#include <QCoreApplication>

namespace muster {

namespace {

struct ArmQuestion
{
    Q_DECLARE_TR_FUNCTIONS(ArmQuestion)
};

} // namespace

void askToArm(QWidget *parent, const ConnectionProfile &profile, std::function<void()> allowed)
{
    const Question question{
        .title = ArmQuestion::tr("Allow changes: %1?").arg(environmentText(profile.environment)),
        .text = ArmQuestion::tr("Allow changes to \u201c%1\u201d (%2) for 15 minutes?")
                    .arg(visibleText(profile.name, 100), environmentText(profile.environment)),
        .detail = ArmQuestion::tr(
            "Until then, and again after it, Muster only reads from this tenant. Exports need no permission."),
        .acceptLabel = ArmQuestion::tr("Allow changes"),
        .rejectLabel = ArmQuestion::tr("Look only"),
        .dangerous = true,
    };
    Prompts::instance().ask(parent, question, [allowed = std::move(allowed)](bool accepted) {
        if (accepted)
            allowed();
    });
}

} // namespace muster
