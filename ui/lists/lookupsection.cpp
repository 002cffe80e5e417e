// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/lookupsection.h"

#include "models/text/amounttext.h"
#include "ui/common/designtokens.h"
#include "ui/common/formparts.h"
#include "ui/common/plainlabel.h"
#include "ui/connection/secretrow.h"

#include <QCheckBox>
#include <QDoubleSpinBox>
#include <QFormLayout>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>
#include <cmath>
#include <limits>

namespace muster {

namespace {

constexpr int pricePlaces = 6, budgetPlaces = 2;
constexpr int mostDays = 3650;

Amount amountOf(const QDoubleSpinBox *spin)
{
    return Amount(std::llround(spin->value() * double(wholeAmount)));
}

PlainLabel *label(QWidget *parent, const char *name, ColourRole role = ColourRole::Text)
{
    auto *made = wrappedLabel(parent, name);
    made->setRole(role);
    return made;
}

} // namespace

LookupSection::LookupSection(QWidget *parent)
    : QWidget(parent)
{
    auto *column = bareLayout<QVBoxLayout>(this, space::s, QMargins(space::m, 0, space::m, space::m));
    column->addWidget(sectionTitle(this, tr("Line type look-up")));
    m_on = named("useLookupCheck", new QCheckBox(tr("Use line look-ups"), this));
    m_on->setToolTip(tr("The numbering plan can’t tell fixed, mobile and VoIP apart everywhere, especially in North "
                        "America. A provider can, for a fee."));
    connect(m_on, &QCheckBox::toggled, this, [this](bool isOn) {
        m_body->setVisible(isOn);
        Q_EMIT onChanged(isOn);
    });
    column->addWidget(m_on);
    m_body = new QWidget(this);
    auto *body = bareLayout<QVBoxLayout>(m_body, space::s);
    m_counts = label(m_body, "lookupCountsLabel");
    body->addWidget(m_counts);
    buildTerms(body);
    buildAccount(body);
    m_lookUp = pushButton(m_body, "lookUpButton");
    connect(m_lookUp, &QPushButton::clicked, this, &LookupSection::lookUpAsked);
    body->addWidget(m_lookUp, 0, Qt::AlignLeft);
    m_obstacle = named("lookupObstacleLabel", hintLabel(m_body));
    body->addWidget(m_obstacle);
    m_progress = label(m_body, "lookupProgressLabel");
    body->addWidget(m_progress);
    m_stop = pushButton(m_body, "stopLookupButton", tr("Stop look-up"));
    connect(m_stop, &QPushButton::clicked, this, &LookupSection::stopAsked);
    body->addWidget(m_stop, 0, Qt::AlignLeft);
    m_error = label(m_body, "lookupErrorLabel", ColourRole::Bad);
    body->addWidget(m_error);
    buildKept(body);
    column->addWidget(m_body);
    m_body->hide();
    showEnded({});
    showError({});
    setKept(0, false);
    showState();
}

void LookupSection::buildTerms(QVBoxLayout *column)
{
    auto *form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(space::s);
    form->setVerticalSpacing(space::xs);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    m_price = calmSpin<QDoubleSpinBox>(m_body, "lookupPriceSpin");
    m_price->setDecimals(pricePlaces);
    m_price->setRange(0, 1000);
    m_price->setSingleStep(0.001);
    m_price->setToolTip(tr("Per request, in the currency of your account with the provider"));
    form->addRow(tr("Unit price"), m_price);
    m_budget = calmSpin<QDoubleSpinBox>(m_body, "lookupBudgetSpin");
    m_budget->setDecimals(budgetPlaces);
    m_budget->setRange(0, double(largestAmount) / double(wholeAmount));
    m_budget->setSpecialValueText(tr("none"));
    m_budget->setToolTip(tr("No request is sent beyond the budget. Every request counts, including one sent again "
                            "because its answer was lost."));
    form->addRow(tr("Budget"), m_budget);
    m_most = calmSpin<QSpinBox>(m_body, "lookupMostSpin");
    m_most->setRange(0, std::numeric_limits<int>::max());
    m_most->setSingleStep(1000);
    m_most->setSpecialValueText(tr("no limit"));
    form->addRow(tr("Max. requests"), m_most);
    m_total = label(m_body, "lookupTotalLabel");
    connect(m_price, &QDoubleSpinBox::valueChanged, this, &LookupSection::tellTerms);
    connect(m_budget, &QDoubleSpinBox::valueChanged, this, &LookupSection::tellTerms);
    connect(m_most, &QSpinBox::valueChanged, this, &LookupSection::tellTerms);
    column->addLayout(form);
    column->addWidget(m_total);
}

void LookupSection::buildAccount(QVBoxLayout *column)
{
    m_accountBox = new QWidget(m_body);
    auto *form = bareLayout<QFormLayout>(m_accountBox);
    form->setHorizontalSpacing(space::s);
    form->setVerticalSpacing(space::xs);
    form->setRowWrapPolicy(QFormLayout::WrapAllRows);
    m_account = named("lookupAccountEdit", new QLineEdit(m_accountBox));
    m_account->setMaxLength(256);
    m_account->setPlaceholderText(tr("Account SID or API key SID"));
    m_secret = new SecretRow(m_accountBox);
    m_secret->setNames("lookupSecretEdit", tr("Look-up account token or secret"),
                       tr("If the system key store holds the secret of this account, it is used."));
    form->addRow(tr("Twilio account"), m_account);
    form->addRow(tr("Token or secret"), m_secret);
    connect(m_account, &QLineEdit::textChanged, this, &LookupSection::showState);
    connect(m_secret, &SecretRow::entered, this,
            [this](const Secret &secret) { Q_EMIT accountEntered(m_account->text().trimmed(), secret); });
    column->addWidget(m_accountBox);
    m_sandboxNote = hintLabel(
        m_body, tr("The sandbox provides its own answers. They are made up and never used for real lists."));
    column->addWidget(m_sandboxNote);
    m_sandboxNote->hide();
}

void LookupSection::buildKept(QVBoxLayout *column)
{
    m_kept = named("lookupKeptLabel", hintLabel(m_body));
    column->addWidget(m_kept);
    auto *form = new QFormLayout;
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(space::s);
    m_days = calmSpin<QSpinBox>(m_body, "lookupDaysSpin");
    m_days->setRange(1, mostDays);
    m_days->setToolTip(
        tr("Older answers are deleted when Muster starts, and their numbers have to be looked up again"));
    form->addRow(tr("Days to keep"), m_days);
    connect(m_days, &QSpinBox::valueChanged, this, [this](int days) {
        if (!m_isFilling)
            Q_EMIT keepDaysChanged(days);
    });
    column->addLayout(form);
    m_forget = pushButton(m_body, "forgetLookupsButton", tr("Delete answers…"));
    connect(m_forget, &QPushButton::clicked, this, &LookupSection::forgetAsked);
    column->addWidget(m_forget, 0, Qt::AlignLeft);
}

bool LookupSection::isOn() const
{
    return m_on->isChecked();
}

void LookupSection::setOff()
{
    m_on->setChecked(false);
}

void LookupSection::setSandbox(bool isSandbox)
{
    m_isSandbox = isSandbox;
    m_accountBox->setVisible(!isSandbox);
    m_sandboxNote->setVisible(isSandbox);
    showState();
}

void LookupSection::setTerms(const LookupTerms &terms, int keepDays)
{
    m_isFilling = true;
    m_price->setValue(double(terms.price) / double(wholeAmount));
    m_budget->setValue(double(terms.budget.value_or(0)) / double(wholeAmount));
    m_most->setValue(int(std::min<qint64>(terms.most.value_or(0), std::numeric_limits<int>::max())));
    m_days->setValue(keepDays);
    m_isFilling = false;
    showState();
}

LookupTerms LookupSection::terms() const
{
    LookupTerms terms{.price = amountOf(m_price)};
    if (m_budget->value() > 0)
        terms.budget = amountOf(m_budget);
    if (m_most->value() > 0)
        terms.most = m_most->value();
    return terms;
}

void LookupSection::setAccount(const QString &account)
{
    m_account->setText(account);
    m_secret->clear();
}

void LookupSection::setSecretKept(bool inKeyStore)
{
    m_secret->setPlace(inKeyStore ? SecretRow::Place::KeyStore : SecretRow::Place::ThisRunOnly);
}

void LookupSection::showCounting()
{
    m_isCounting = true;
    showState();
}

void LookupSection::setDemand(const LookupDemand &demand)
{
    m_demand = demand;
    m_isCounting = false;
    showState();
}

void LookupSection::setKept(qint64 numbers, bool isEncrypted)
{
    const QString how = isEncrypted ? tr("They are encrypted with a key in the system key store.")
                                    : tr("Without a key store, they are kept unencrypted, readable only by you.");
    m_kept->setPlainText(
        numbers == 0 ? tr("No answers are kept yet.")
                     : tr("Answers for %1 numbers are kept.", nullptr, pluralForm(numbers)).arg(numberText(numbers))
                + u' ' + how);
    m_forget->setEnabled(numbers > 0 && !m_isRunning);
}

void LookupSection::showRunning(const QString &progress)
{
    m_isRunning = true;
    m_progress->setPlainText(progress);
    m_progress->show();
    m_stop->show();
    m_forget->setEnabled(false);
    showState();
}

void LookupSection::showEnded(const QString &sentence)
{
    m_isRunning = false;
    m_progress->showText(sentence);
    m_stop->hide();
    showState();
}

void LookupSection::showError(const QString &sentence)
{
    m_error->showText(sentence);
}

void LookupSection::tellTerms()
{
    if (m_isFilling)
        return;
    showState();
    Q_EMIT termsChanged(terms());
}

/// What is in the way of asking, in words; empty: nothing.
QString LookupSection::obstacle() const
{
    if (m_isCounting)
        return tr("The numbers are still being counted.");
    if (m_demand.toAsk() == 0)
        return tr("There are no numbers to look up.");
    if (!m_isSandbox && m_account->text().trimmed().isEmpty())
        return tr("Enter the account that pays for the look-up.");
    const LookupTerms wanted = terms();
    if (wanted.price > 0 && !wanted.budget)
        return tr("Set a budget. No request is sent without one.");
    if (wanted.requestLimit() == 0)
        return tr("The budget is less than the price of one request.");
    return {};
}

void LookupSection::showState()
{
    const qint64 asks = m_demand.toAsk();
    if (m_isCounting) {
        m_counts->setPlainText(tr("Counting the numbers…"));
        m_total->setPlainText({});
        m_lookUp->setText(tr("Look up numbers…"));
    } else {
        const LookupTerms wanted = terms();
        m_counts->setPlainText(tr("The numbering plan can’t determine the line type of %1 unique numbers.", nullptr,
                                  pluralForm(m_demand.leftOpen))
                                   .arg(numberText(m_demand.leftOpen))
                               + u' '
                               + tr("%1 of them are known from earlier look-ups, so %2 would be looked up.", nullptr,
                                    pluralForm(m_demand.known))
                                     .arg(numberText(m_demand.known), numberText(asks)));
        const qint64 limit = wanted.requestLimit();
        QString total
            = tr("%1 in total if each is answered on the first request.").arg(amountText(wanted.costOf(asks)));
        if (limit > 0 && limit < asks)
            total += u' ' + tr("The budget allows %1 requests.", nullptr, pluralForm(limit)).arg(numberText(limit));
        m_total->setPlainText(total);
        m_lookUp->setText(tr("Look up %1 numbers…", nullptr, pluralForm(asks)).arg(numberText(asks)));
    }
    const QString why = obstacle();
    m_lookUp->setVisible(!m_isRunning);
    m_lookUp->setEnabled(why.isEmpty() && !m_isRunning);
    m_obstacle->setPlainText(why);
    m_obstacle->setVisible(!why.isEmpty() && !m_isRunning);
    for (QWidget *field : Widgets{m_price, m_budget, m_most, m_accountBox})
        field->setEnabled(!m_isRunning);
}

} // namespace muster
