// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/lists/regionchoice.h"

#include "models/rules/numbers/numberplan.h"
#include "models/text/languages.h"
#include "resources/resources.h"
#include "ui/common/designtokens.h"
#include "ui/common/flowlayout.h"
#include "ui/common/formparts.h"
#include "ui/common/icons.h"
#include "ui/common/tooltips.h"

#include <QComboBox>
#include <QCompleter>
#include <QFocusEvent>
#include <QLineEdit>
#include <QLocale>
#include <QToolButton>

namespace muster {

namespace {

/// Codes of the numbering plans, sorted by code; asked once, the library is slow to begin with.
const QStringList &planRegions()
{
    static const QStringList codes = [] {
        QStringList list;
        const RegionList regions;
        for (std::size_t i = 1; i < regions.size(); ++i) {
            const auto index = RegionIndex(i);
            if (index != regions.nonGeographic())
                list << QString::fromStdString(regions.id(index));
        }
        return list;
    }();
    return codes;
}

/// A click into the field marks what stands there, as the tabulator key does: what is typed then takes its place.
class MarkOnClick final : public QObject
{
public:
    explicit MarkOnClick(QComboBox *combo)
        : QObject(combo)
    {
        combo->installEventFilter(this); // which has the focus in the place of its field
    }
    bool eventFilter(QObject *watched, QEvent *event) override
    {
        auto *combo = static_cast<QComboBox *>(watched);
        if (event->type() == QEvent::FocusIn && static_cast<QFocusEvent *>(event)->reason() == Qt::MouseFocusReason)
            QMetaObject::invokeMethod(combo->lineEdit(), &QLineEdit::selectAll, Qt::QueuedConnection);
        return QObject::eventFilter(watched, event);
    }
};

} // namespace

QString regionLabel(const QString &code)
{
    if (QLocale::codeToTerritory(code) == QLocale::AnyTerritory)
        return code;
    return QString(code % u" \u00b7 " % territoryName(code, languageInUse()));
}

void fillRegions(QComboBox *combo, const QString &none)
{
    combo->addItem(none, QString());
    for (const QString &code : planRegions())
        combo->addItem(regionLabel(code), code);
    combo->setEditable(true);
    combo->setInsertPolicy(QComboBox::NoInsert);
    combo->setMaxVisibleItems(16);
    QCompleter *completer = combo->completer();
    completer->setCompletionMode(QCompleter::PopupCompletion);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    new MarkOnClick(combo);
    // What was typed and is no region goes back to what holds.
    QObject::connect(combo->lineEdit(), &QLineEdit::editingFinished, combo, [combo] {
        const int exact = combo->findText(combo->currentText(), Qt::MatchFixedString);
        const int byCode = combo->findData(combo->currentText().trimmed().toUpper());
        const int index = exact >= 0 ? exact : byCode >= 0 ? byCode : combo->currentIndex();
        combo->setCurrentIndex(index);
        combo->setEditText(combo->itemText(index));
        combo->lineEdit()->setCursorPosition(0);
    });
}

RegionChips::RegionChips(const QString &allText, QWidget *parent)
    : QWidget(parent)
    , m_allText(allText)
    , m_chips(new QWidget(this))
    , m_flow(new FlowLayout(space::xs, m_chips))
    , m_more(calmCombo(this, "addRegionCombo", tr("Add an allowed region")))
{
    fillRegions(m_more, tr("Add a region…"));
    // Not activated(): a code that was typed and ended with the return key is none of its occasions.
    connect(m_more, &QComboBox::currentIndexChanged, this, [this](int index) {
        if (index <= 0)
            return;
        add(m_more->itemData(index).toString());
        QMetaObject::invokeMethod(m_more, [this] { m_more->setCurrentIndex(0); }, Qt::QueuedConnection);
    });
    fillColumn(this, space::xs, {m_chips, m_more});
    rebuild();
}

void RegionChips::setRegions(const QStringList &codes)
{
    if (codes == m_regions)
        return;
    m_regions = codes;
    rebuild();
}

void RegionChips::add(const QString &code)
{
    if (code.isEmpty() || m_regions.contains(code))
        return;
    m_regions << code;
    rebuild();
    Q_EMIT changed();
}

void RegionChips::rebuild()
{
    while (QLayoutItem *item = m_flow->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be the chip whose click is being answered
        delete item;
    }
    if (m_regions.isEmpty())
        m_flow->addWidget(hintLabel(m_chips, m_allText));
    for (const QString &code : std::as_const(m_regions)) {
        auto *chip = new QToolButton(m_chips);
        chip->setObjectName(QStringLiteral("regionChip") + code);
        chip->setProperty("chip", true);
        chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        chip->setIcon(themedIcon(QStringLiteral("x"), ColourRole::Muted));
        chip->setIconSize(QSize(12, 12));
        chip->setText(code);
        toolTips::set(chip, tr("Remove %1").arg(regionLabel(code)));
        chip->setAccessibleName(chip->toolTip());
        connect(chip, &QToolButton::clicked, this, [this, code] {
            m_regions.removeOne(code);
            rebuild();
            m_more->setFocus(); // the chip that had it is gone
            Q_EMIT changed();
        });
        m_flow->addWidget(chip);
        chip->show();
    }
    m_chips->updateGeometry();
}

} // namespace muster
