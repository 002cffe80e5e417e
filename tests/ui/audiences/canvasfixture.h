// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/audiences/criteriatreetext.h"
#include "models/items/criteriatreemodel.h"
#include "ui/audiences/audiencework.h"
#include "ui/audiences/canvas/canvasactions.h"
#include "ui/audiences/canvas/canvasdragging.h"
#include "ui/audiences/canvas/canvasediting.h"
#include "ui/audiences/canvas/canvasview.h"
#include "ui/audiences/canvas/criteriacanvas.h"
#include "ui/common/plainlabel.h"

#include <QAction>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QUndoStack>

namespace muster::test {

inline CriteriaNode sampleCondition(const char *field, CriteriaOperator op, CriteriaValue value)
{
    return {CriteriaCondition{QString::fromLatin1(field), op, std::move(value)}};
}

/// annual revenue, industry, and either employees or engagement.
inline CriteriaGroup sampleCriteria()
{
    using enum CriteriaOperator;
    CriteriaGroup inner{CriteriaJoin::Or, {}};
    inner.members.push_back(sampleCondition("employees", GreaterThan, CriteriaNumber{"500"}));
    inner.members.push_back(sampleCondition("engagement", GreaterThan, CriteriaNumber{"85"}));
    CriteriaGroup outer;
    outer.members.push_back(sampleCondition("annual_revenue", GreaterThan, CriteriaNumber{"500000"}));
    outer.members.push_back(sampleCondition("industry", Equals, QStringLiteral("technology")));
    outer.members.push_back({inner});
    return outer;
}

inline CriteriaFields sampleFields()
{
    using Type = CriteriaFieldType;
    return CriteriaFields({{QStringLiteral("annual_revenue"), Type::Number, {}, {}},
                           {QStringLiteral("industry"),
                            Type::Text,
                            {},
                            {QStringLiteral("technology"), QStringLiteral("retail"), QStringLiteral("healthcare")}},
                           {QStringLiteral("employees"), Type::Number, {}, {}},
                           {QStringLiteral("engagement"), Type::Number, QStringLiteral("engagement score"), {}},
                           {QStringLiteral("last_purchase"), Type::Date, {}, {}},
                           {QStringLiteral("opted_in"), Type::Boolean, {}, {}}});
}

/// Two hundred conditions in groups of five.
inline CriteriaGroup longCriteria()
{
    CriteriaGroup outer;
    for (int group = 0; group < 40; ++group) {
        CriteriaGroup inner{CriteriaJoin::Or, {}};
        for (int i = 0; i < 5; ++i)
            inner.members.push_back(sampleCondition("annual_revenue", CriteriaOperator::GreaterThan,
                                                    CriteriaNumber{QByteArray::number(1000 * group + i)}));
        outer.members.push_back({inner});
    }
    return outer;
}

/// A canvas with a model and an undo, shown, and short ways to point at its boxes.
class CanvasFixture
{
public:
    explicit CanvasFixture(const CriteriaGroup &criteria = sampleCriteria(), QSize size = QSize(760, 520))
    {
        model.setTree(CriteriaTree::fromGroup(criteria));
        undo = std::make_unique<CriteriaUndo>(&model);
        undo->setClock([this] { return now; });
        canvas.setModel(&model);
        canvas.setUndo(undo.get());
        canvas.setFields(sampleFields());
        canvas.resize(size);
        canvas.setAutoFillBackground(true);
        canvas.show();
        if (!QTest::qWaitForWindowExposed(&canvas))
            qFatal("the canvas cannot be shown");
        activate();
    }
    /// Gives it the keyboard; for when there are several.
    void activate()
    {
        canvas.activateWindow();
        if (!QTest::qWaitForWindowActive(&canvas))
            qFatal("the canvas cannot be activated");
        view().setFocus();
    }

    [[nodiscard]] CanvasView &view() const { return *canvas.view(); }
    [[nodiscard]] const CriteriaTree &tree() const { return model.tree(); }
    /// All of the tree but which number a new node would get: that one never goes back.
    [[nodiscard]] QByteArray bytes() const
    {
        static const QRegularExpression next(QStringLiteral("\"next\":[0-9]+"));
        return QString::fromUtf8(criteriaTreeText(model.tree())).remove(next).toUtf8();
    }
    [[nodiscard]] CriteriaNodeId at(const CriteriaPath &path) const { return model.tree().at(path); }
    /// In the middle of that part of the box, on the viewport.
    [[nodiscard]] QPoint point(CriteriaNodeId id, CanvasPart part) const
    {
        const CanvasBox *box = view().layoutOfBoxes().box(id);
        if (!box)
            qFatal("no such box");
        return view().onViewport(view().layoutOfBoxes().partRect(*box, part)).center();
    }
    void click(CriteriaNodeId id, CanvasPart part, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::mouseClick(view().viewport(), Qt::LeftButton, modifiers, point(id, part));
    }
    void key(Qt::Key one, Qt::KeyboardModifiers modifiers = {}) { QTest::keyClick(&view(), one, modifiers); }
    void act(CanvasActions::Act act) { canvas.actionsOfBoxes()->action(act)->trigger(); }
    [[nodiscard]] QString notice() const
    {
        const auto *label = canvas.findChild<PlainLabel *>(QStringLiteral("canvasNoticeLabel"));
        return label->isHidden() ? QString() : label->plainText();
    }
    template <typename Part>
    [[nodiscard]] Part *find(const char *name) const
    {
        // What was there before it may not be deleted yet.
        const QList<Part *> all = canvas.findChildren<Part *>(QString::fromLatin1(name));
        return all.isEmpty() ? nullptr : all.last();
    }

    qint64 now = 0; ///< Of the undo's clock, in milliseconds.
    CriteriaTreeModel model;
    std::unique_ptr<CriteriaUndo> undo;
    CriteriaCanvas canvas;
};

} // namespace muster::test
