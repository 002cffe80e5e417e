// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/confirmparts.h"

#include "ui/common/confirmbutton.h"
#include "ui/common/flowlayout.h"
#include "ui/common/icons.h"
#include "ui/common/plainlabel.h"
#include "ui/common/theme.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QStyle>

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

void setDestructive(QPushButton *button, bool destructive)
{
    if (button->property("destructive").toBool() == destructive)
        return;
    button->setProperty("destructive", destructive);
    button->style()->unpolish(button); // style sheets look at properties when they polish
    button->style()->polish(button);
    button->updateGeometry();
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

ConfirmFoot confirmFoot(QWidget *parent, const QString &act, const QString &cancelText)
{
    const QByteArray name = act.toLatin1();
    const auto button = [&name](const char *before) { return QByteArray(before + name + "Button"); };
    ConfirmFoot foot;
    foot.widget = new QWidget(parent);
    foot.digest = digestLabel(foot.widget, QByteArray(name.toLower() + "DigestLabel").constData());
    foot.arm = allowChangesButton(foot.widget, button("armFor").constData());
    foot.cancel = new QPushButton(cancelText, foot.widget);
    foot.cancel->setObjectName(QLatin1String(button("cancel")));
    foot.confirm = primaryConfirmButton(foot.widget, button("confirm").constData());
    auto *row = new FlowLayout(space::s, foot.widget);
    row->addWidget(foot.digest);
    row->addWidget(foot.arm);
    row->addWidget(foot.cancel);
    row->addWidget(foot.confirm);
    return foot;
}

} // namespace muster
