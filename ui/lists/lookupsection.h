// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contactanswers.h"
#include "models/rules/lists/lookupterms.h"
#include "network/wire/secret.h"
#include "ui/common/forward.h"

#include <QWidget>

class QDoubleSpinBox;

namespace muster {

class SecretRow;

/// The section "Line type lookup" of the directives: off at first. Says how many numbers only a lookup can tell, what
/// asking costs, and tells what the person wants; LookupController acts.
class LookupSection : public QWidget
{
    Q_OBJECT
    Q_CLASSINFO("help", "contact-lists#line-type-lookup")

public:
    explicit LookupSection(QWidget *parent = nullptr);

    [[nodiscard]] bool isOn() const;
    void setOff(); ///< For another session; told like a change by hand.
    /// `isSandbox`: no account is asked for, and what is answered is made up.
    void setSandbox(bool isSandbox);
    void setTerms(const LookupTerms &terms, int keepDays);
    [[nodiscard]] LookupTerms terms() const;
    /// The account as it is stored; the secret's field is empty in any case.
    void setAccount(const QString &account);
    void setSecretKept(bool inKeyStore);
    void showCounting(); ///< The counts below are on their way.
    void setDemand(const LookupDemand &demand);
    /// What is kept of all lists, and how.
    void setKept(qint64 numbers, bool isEncrypted);
    void showRunning(const QString &progress);
    void showEnded(const QString &sentence); ///< Empty: nothing ran.
    void showError(const QString &sentence); ///< Empty: none.

Q_SIGNALS:
    void onChanged(bool isOn);
    void termsChanged(const muster::LookupTerms &terms);
    void keepDaysChanged(int days);
    void accountEntered(const QString &account, const muster::Secret &secret);
    void lookUpAsked();
    void stopAsked();
    void forgetAsked();

private:
    void buildTerms(QVBoxLayout *column);
    void buildAccount(QVBoxLayout *column);
    void buildKept(QVBoxLayout *column);
    void tellTerms();
    void showState();
    [[nodiscard]] QString obstacle() const;

    LookupDemand m_demand;
    bool m_isSandbox = false, m_isCounting = true, m_isRunning = false, m_isFilling = false;

    QCheckBox *m_on = nullptr;
    QWidget *m_body = nullptr;
    PlainLabel *m_counts = nullptr;
    QDoubleSpinBox *m_price = nullptr;
    QDoubleSpinBox *m_budget = nullptr;
    QSpinBox *m_most = nullptr;
    QSpinBox *m_days = nullptr;
    PlainLabel *m_total = nullptr;
    QWidget *m_accountBox = nullptr;
    QLineEdit *m_account = nullptr;
    SecretRow *m_secret = nullptr;
    PlainLabel *m_sandboxNote = nullptr;
    QPushButton *m_lookUp = nullptr;
    QPushButton *m_stop = nullptr;
    PlainLabel *m_obstacle = nullptr;
    PlainLabel *m_progress = nullptr;
    PlainLabel *m_error = nullptr;
    PlainLabel *m_kept = nullptr;
    QPushButton *m_forget = nullptr;
};

} // namespace muster
