"""Customer needs: what hurts, what they ask for, what they are after, why they stay, what drives them away."""
