// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/common/confirmpage.h"

#include "models/text/connectiontexts.h"
#include "models/text/errortexts.h"
#include "ui/common/badges.h"
#include "ui/common/commands.h"
#include "ui/common/confirmbutton.h"
#include "ui/common/designtokens.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/theme.h"
#include "ui/common/tooltips.h"

#include <QHBoxLayout>
#include <QLineEdit>
#include <QShortcut>

namespace muster {

ConfirmPage::ConfirmPage(QWidget *parent)
    : QWidget(parent)
{
    connect(addCommandKeys(Command::GoBack, this), &QShortcut::activated, this, &ConfirmPage::closed);
}

QHBoxLayout *ConfirmPage::buildHead(QWidget *parent, const char *titleName)
{
    m_title = named(titleName, pageTitle(parent, {}));
    m_environment = new EnvironmentBadge(parent);
    auto *head = rowLayout(space::s, {{m_title, 1}, m_environment});
    return head;
}

void ConfirmPage::buildProblem(QWidget *parent, const char *objectName)
{
    m_problem = wrappedLabel(parent, objectName);
}

void ConfirmPage::makeTypedCount(const QByteArray &name, const QString &accessibleName)
{
    m_typed = new QWidget(this);
    m_ask = wrappedLabel(m_typed, QByteArray(name + "AskLabel").constData());
    m_count = typedCountEdit(m_typed, QByteArray(name + "CountEdit").constData(), accessibleName);
    connect(m_count, &QLineEdit::textChanged, this, [this] { showButtons(); });
}

QWidget *ConfirmPage::buildTypedCount(const QByteArray &name, const QString &accessibleName)
{
    makeTypedCount(name, accessibleName);
    fillColumn(m_typed, space::xs, {m_ask, m_count});
    return m_typed;
}

void ConfirmPage::buildActs(QWidget *parent, const QByteArray &act, const QString &cancelText)
{
    const auto name = [&act](const char *before) { return QByteArray(before + act + "Button"); };
    m_arm = allowChangesButton(parent, name("armFor").constData());
    connect(m_arm, &QPushButton::clicked, this, &ConfirmPage::armAsked);
    if (!cancelText.isEmpty()) {
        m_cancel = pushButton(parent, name("cancel").constData(), cancelText);
        connect(m_cancel, &QPushButton::clicked, this, &ConfirmPage::closed);
    }
    m_confirm = primaryConfirmButton(parent, name("confirm").constData());
}

QWidget *ConfirmPage::buildFoot(const QByteArray &act, const QString &cancelText)
{
    auto *foot = new QWidget(this);
    m_digest = digestLabel(foot, QByteArray(act.toLower() + "DigestLabel").constData());
    buildActs(foot, act, cancelText);
    auto *row = new FlowLayout(space::s, foot);
    addWidgets(row, {m_digest, m_arm, m_cancel, m_confirm});
    return foot;
}

void ConfirmPage::setLookOnly(bool lookOnly)
{
    m_lookOnly = lookOnly;
    showButtons();
}

void ConfirmPage::showProfile(const ConnectionProfile &profile)
{
    m_profile = profile;
    m_environment->setEnvironment(profile.environment);
}

void ConfirmPage::showProblem(const QString &problem, const QString &message)
{
    m_problem->setPlainText(problem.isEmpty() ? message : problem,
                            problem.isEmpty() ? ColourRole::Muted : ColourRole::Bad);
    m_problem->setVisible(!m_problem->plainText().isEmpty());
}

void ConfirmPage::setAct(const QString &text)
{
    if (text == m_confirm->text())
        return;
    m_confirm->setAllowed(false);
    m_confirm->setText(text);
}

void ConfirmPage::setDigest(const QString &words, const QString &digest)
{
    m_digest->setPlainText(words);
    toolTips::set(m_digest, digest);
}

QString ConfirmPage::lookOnlyProblem() const
{
    return tr("This %1 tenant is read-only: allow changes first.").arg(environmentText(m_profile.environment));
}

QString ConfirmPage::startProblem(const ApiError &error)
{
    return tr("The run didn’t start; nothing was sent.") % u' ' % errorSentence(error);
}

} // namespace muster
