// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/dialer.h"
#include "ui/common/confirmpage.h"

namespace muster {

class DialConsentBox;

/// The last look before contacts of a list are changed. Who calls people from that list is asked for when the page
/// knows the list; whoever may call has to be named before the act is allowed, and again when a run was refused because
/// something was started meanwhile.
class ListConfirmPage : public ConfirmPage
{
    Q_OBJECT

public:
    // Answers to dialersAsked(); one about another list is not taken.
    void showDialersLoading(const QString &listId); ///< Nothing can be confirmed until the answer.
    void setDialers(const QString &listId, const QList<Dialer> &dialers);
    /// The act is allowed all the same: the run asks once more, and sends nothing unless it is told.
    void showDialersError(const QString &listId, const ApiError &error);
    /// The run did not start, or was refused; nothing was sent.
    void showStartError(const ApiError &error);
    /// The same, because something may call that nobody had agreed to: what may is asked for anew, to be typed.
    void showNewDialers(const ApiError &error);

Q_SIGNALS:
    void dialersAsked(const QString &listId);

protected:
    explicit ListConfirmPage(QWidget *parent);
    void showEvent(QShowEvent *event) override; ///< What was answered before may be old: it is asked for anew.
    /// Before either is shown: what was confirmed may be confirmed again.
    virtual void takeBack() { }
    /// Where it is to be said, and typed.
    [[nodiscard]] QWidget *buildDial(QWidget *parent);
    /// What was typed goes. An empty id: what is looked at calls nobody.
    void askDialers(const QString &listId);
    void setOffersStart(bool offers); ///< Whether the act can have a stopped skill started.
    /// Whether it is known who may call, and all of them were named.
    [[nodiscard]] bool isDialAllowed() const;
    /// Which names are to be typed before; empty: none, or that is not known yet, and the box says so.
    [[nodiscard]] QString dialProblem() const;
    [[nodiscard]] DialConsent dialConsent() const; ///< As typed.

private:
    QString m_dialList; ///< Who calls from it is asked for.
    QString m_refused; ///< A run was refused because of who may call.
    DialConsentBox *m_dial = nullptr;
};

} // namespace muster
