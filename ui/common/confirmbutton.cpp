// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/confirmbutton.h"

#include "models/text/connectiontexts.h"
#include "models/text/plaintext.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/common/prompts.h"
#include "ui/common/theme.h"

#include <QApplication>
#include <QCoreApplication>
#include <QKeyEvent>
#include <QStyle>
#include <QTimer>

namespace muster {

ConfirmButton::ConfirmButton(QWidget *parent)
    : QPushButton(parent)
    , m_arming(new QTimer(this))
    , m_second(new QTimer(this))
{
    setAutoDefault(false);
    setEnabled(false);
    m_arming->setSingleShot(true);
    m_arming->setInterval(armingTime);
    m_arming->setTimerType(Qt::PreciseTimer); // a coarse one may end 50 ms too early
    m_second->setSingleShot(true);
    connect(m_arming, &QTimer::timeout, this, [this] { setEnabled(m_allowed); });
    connect(m_second, &QTimer::timeout, this, &ConfirmButton::confirm);
    connect(this, &QPushButton::clicked, this, [this] {
        if (!m_byMouse) {
            confirm();
            return;
        }
        m_byMouse = false;
        m_second->start(QApplication::doubleClickInterval());
    });
}

void ConfirmButton::setAllowed(bool allowed)
{
    if (allowed == m_allowed)
        return;
    m_allowed = allowed;
    rearm();
}

void ConfirmButton::rearm()
{
    m_second->stop();
    m_byMouse = false;
    setDown(false);
    setEnabled(false);
    if (m_allowed)
        m_arming->start();
    else
        m_arming->stop();
}

void ConfirmButton::confirm()
{
    if (!m_allowed)
        return;
    setAllowed(false);
    Q_EMIT confirmed();
}

void ConfirmButton::showEvent(QShowEvent *event)
{
    QPushButton::showEvent(event);
    rearm();
}

void ConfirmButton::changeEvent(QEvent *event)
{
    QPushButton::changeEvent(event);
    // The click that brings the window to the front was not meant for what happens to lie under it.
    if (event->type() == QEvent::ActivationChange && isActiveWindow())
        rearm();
}

void ConfirmButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter || event->isAutoRepeat()) {
        event->accept(); // swallowed: nor shall a window's default button hear of it
        return;
    }
    QPushButton::keyPressEvent(event);
}

void ConfirmButton::mousePressEvent(QMouseEvent *event)
{
    m_byMouse = true;
    QPushButton::mousePressEvent(event);
}

void ConfirmButton::mouseDoubleClickEvent(QMouseEvent *event)
{
    event->accept();
    rearm();
}

namespace {

struct ConfirmParts
{
    Q_DECLARE_TR_FUNCTIONS(ConfirmParts)
};

struct ArmQuestion
{
    Q_DECLARE_TR_FUNCTIONS(ArmQuestion)
};

} // namespace

QPushButton *allowChangesButton(QWidget *parent, const char *objectName)
{
    return pushButton(parent, objectName, ConfirmParts::tr("Allow changes…"), QStringLiteral("lock-open"));
}

ConfirmButton *primaryConfirmButton(QWidget *parent, const char *objectName)
{
    auto *button = named(objectName, new ConfirmButton(parent));
    button->setProperty("primary", true);
    button->setToolTip(ConfirmParts::tr("Click once or press the space bar"));
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
    auto *label = elidedLabel(parent, objectName, ColourRole::Muted);
    label->setFont(Theme::monoFont());
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

void askToArm(QWidget *parent, const ConnectionProfile &profile, std::function<void()> allowed)
{
    const Question question{
        .title = ArmQuestion::tr("Allow changes in %1?").arg(environmentText(profile.environment)),
        .text = ArmQuestion::tr("Allow changes to “%1” (%2) for 15 minutes?")
                    .arg(visibleText(profile.name, 100), environmentText(profile.environment)),
        .detail
        = ArmQuestion::tr("Before and after that, Muster only reads from this tenant. Exports need no permission."),
        .acceptLabel = ArmQuestion::tr("Allow changes"),
        .rejectLabel = ArmQuestion::tr("Read-only"),
        .dangerous = true,
    };
    Prompts::instance().ask(parent, question, [allowed = std::move(allowed)](bool accepted) {
        if (accepted)
            allowed();
    });
}

} // namespace muster
