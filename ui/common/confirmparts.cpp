// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/confirmparts.h"

#include "ui/common/confirmbutton.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"

#include <QCoreApplication>

namespace muster {

namespace {

struct ConfirmParts
{
    Q_DECLARE_TR_FUNCTIONS(ConfirmParts)
};

} // namespace

QPushButton *allowChangesButton(QWidget *parent, const char *objectName)
{
    auto *button
        = new QPushButton(themedIcon(QStringLiteral("lock-open")), ConfirmParts::tr("Allow changes\u2026"), parent);
    button->setObjectName(QLatin1String(objectName));
    return button;
}

ConfirmButton *primaryConfirmButton(QWidget *parent, const char *objectName)
{
    auto *button = new ConfirmButton(parent);
    button->setObjectName(QLatin1String(objectName));
    button->setProperty("primary", true);
    button->setToolTip(ConfirmParts::tr("Press it with the mouse once, or with the space bar"));
    return button;
}

PlainLabel *digestLabel(QWidget *parent, const char *objectName)
{
    auto *label = new PlainLabel(PlainLabel::Fit::Elide, parent);
    label->setObjectName(QLatin1String(objectName));
    label->setRole(ColourRole::Muted);
    label->setFont(Theme::monoFont());
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace muster
