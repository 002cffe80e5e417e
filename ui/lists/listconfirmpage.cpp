// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/listconfirmpage.h"

#include "models/text/errortexts.h"
#include "ui/lists/dialconsentbox.h"

#include <QShowEvent>

namespace muster {

ListConfirmPage::ListConfirmPage(QWidget *parent)
    : ConfirmPage(parent)
{
}

void ListConfirmPage::showEvent(QShowEvent *event)
{
    ConfirmPage::showEvent(event);
    if (!event->spontaneous() && !m_dialList.isEmpty())
        askDialers(QString(m_dialList));
}

QWidget *ListConfirmPage::buildDial(QWidget *parent)
{
    m_dial = new DialConsentBox(parent);
    connect(m_dial, &DialConsentBox::changed, this, [this] { showButtons(); });
    return m_dial;
}

void ListConfirmPage::askDialers(const QString &listId)
{
    m_dialList = listId;
    m_refused.clear();
    m_dial->setDialers({});
    m_dial->forget();
    if (!listId.isEmpty())
        Q_EMIT dialersAsked(listId);
}

void ListConfirmPage::showDialersLoading(const QString &listId)
{
    if (listId == m_dialList)
        m_dial->showLoading();
}

void ListConfirmPage::setDialers(const QString &listId, const QList<Dialer> &dialers)
{
    if (listId == m_dialList)
        m_dial->setDialers(dialers);
}

void ListConfirmPage::showDialersError(const QString &listId, const ApiError &error)
{
    if (listId == m_dialList)
        m_dial->showError(error);
}

void ListConfirmPage::showStartError(const ApiError &error)
{
    takeBack();
    m_error = startProblem(error);
    showButtons();
}

void ListConfirmPage::showNewDialers(const ApiError &error)
{
    if (m_dialList.isEmpty()) {
        showStartError(error);
        return;
    }
    takeBack();
    askDialers(QString(m_dialList));
    m_refused = errorSentence(error);
    showButtons();
}

void ListConfirmPage::setOffersStart(bool offers)
{
    m_dial->setOffersStart(offers);
}

bool ListConfirmPage::isDialAllowed() const
{
    return m_dial->isGiven();
}

QString ListConfirmPage::dialProblem() const
{
    if (m_dial->isLoading() || m_dial->isGiven())
        return {};
    if (!m_dial->isStartClear())
        return tr("The text entered to start a skill isn’t its name. Enter the name or leave the field empty.");
    return m_refused.isEmpty() ? tr("People may be called: type the name of each skill above, or stop the skill.")
                               : m_refused;
}

DialConsent ListConfirmPage::dialConsent() const
{
    return m_dial->consent();
}

} // namespace muster
